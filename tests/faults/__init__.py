"""Nothing acknowledged is lost: learners answer a real server while it is killed, frozen and cut off."""
