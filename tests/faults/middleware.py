import os
import random
import signal

from django.conf import settings


class Fate:
    """Around everything else: kills its own process after the commit of an answer, before anybody is told.

    Nothing here knows when a kill would be harmless; whatever else the process was doing dies with it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_answer = request.method == "POST" and request.path.startswith("/api/v1/attempts/")
        if is_answer and response.status_code == 200 and random.random() < settings.FAULTS_DEATH:
            with open(settings.FAULTS_DEATHS, "a", encoding="ascii") as deaths:
                deaths.write(f"{os.getpid()}\n")
            os.kill(os.getpid(), signal.SIGKILL)
        return response
