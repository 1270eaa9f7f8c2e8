import os
import signal
import time

from django.conf import settings


class Fate:
    """Around everything else: now and then kills its own process after the commit of an answer, before anybody is told.

    Whatever else the process was doing dies with it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_answer = request.method == "POST" and request.path.startswith("/api/v1/attempts/")
        if settings.FAULTS_DEATHS and is_answer and response.status_code == 200 and self.is_time():
            with open(settings.FAULTS_DEATHS, "a", encoding="ascii") as deaths:
                deaths.write(f"{os.getpid()}\n")
            os.kill(os.getpid(), signal.SIGKILL)
        return response

    def is_time(self) -> bool:
        return time.time() - os.stat(settings.FAULTS_DEATHS).st_mtime > settings.FAULTS_EVERY
