"""Rules of questions: what a well-formed question is and how an answer is marked."""
