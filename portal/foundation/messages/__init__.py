"""What the portal tells a person: in-portal inbox, mail and text messages."""
