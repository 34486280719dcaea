"""Events written in the writer's transaction and handled later, in commit order."""
