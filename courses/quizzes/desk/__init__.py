"""The question bank and the quiz editor on Wagtail's desk: lists, acts on many questions, reports, guards."""
