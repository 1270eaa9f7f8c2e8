"""What a page costs: processor time, queries and waiting, over a real server with real sign-in."""
