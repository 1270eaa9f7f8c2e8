"""A query for each row is a fault wherever a test passes by, but on the desk, whose pages are Wagtail's."""

from zeal import zeal_context

NOT_OURS = ("/admin/", "/documents/")


def watch(get_response):
    """Middleware: raise NPlusOneError where a request asks for a relation row by row."""

    def answer(request):
        if request.path_info.startswith(NOT_OURS):
            return get_response(request)
        with zeal_context():
            return get_response(request)

    return answer
