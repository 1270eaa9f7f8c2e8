from tests.support.browser import *  # noqa: F403  the fixtures of the browser
