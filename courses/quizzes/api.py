"""The answer protocol for machines: the same services as the forms."""

from django.conf import settings
from django.utils import timezone, translation
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import JSONParser
from rest_framework.response import Response
from rest_framework.views import APIView

from courses.quizzes import messages, queries
from courses.quizzes.services import Refused, save_answer
from skerry.accounts.rules import may

LANGUAGE_CODES = dict(settings.LANGUAGES)


class AnswerInput(serializers.Serializer):
    """An answer: which question, what was chosen, and the key that makes a retry harmless."""

    slot = serializers.UUIDField(help_text="The slot of the question in the attempt.")
    key = serializers.UUIDField(help_text="Made by the client, once for each change of the answer.")
    response = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(allow_blank=True, trim_whitespace=False)),
        help_text="The names and values of the question's form fields.",
    )
    language = serializers.ChoiceField(choices=list(LANGUAGE_CODES))
    check = serializers.BooleanField(default=False, help_text="Mark the answer now, where the quiz answers at once.")
    base = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=0,
        help_text="The sequence of the question that the client last saw; tells whether another has answered since.",
    )
    seconds = serializers.IntegerField(
        default=0, min_value=0, max_value=86_400, help_text="How long the question was in view since the last answer."
    )


class AnswerOutput(serializers.Serializer):
    """The acknowledgement."""

    slot = serializers.UUIDField(source="slot_key")
    saved_at = serializers.DateTimeField()
    state = serializers.CharField()
    closed = serializers.BooleanField()
    duplicate = serializers.BooleanField()
    sequence = serializers.IntegerField(help_text="The base of the next answer to this question.")
    counted = serializers.BooleanField(help_text="False for what came too late: kept in the history, not counted.")
    notice = serializers.CharField(help_text="A code, or nothing.")
    message = serializers.CharField(help_text="The notice in the language of the answer.")


class Problem(serializers.Serializer):
    """Why the answer was not taken."""

    code = serializers.CharField()
    message = serializers.CharField()


class AttemptOutput(serializers.Serializer):
    """Where an attempt stands, by the server's clock."""

    state = serializers.CharField()
    now = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True, help_text="Until when answers are taken.")
    seconds_left = serializers.IntegerField(allow_null=True)


class AttemptView(APIView):
    """Where an attempt stands: asked while a clock runs, so that time given meanwhile is seen."""

    @extend_schema(operation_id="attempt", responses={200: AttemptOutput, 404: OpenApiResponse(Problem, "Not yours.")})
    def get(self, request, attempt_id):
        attempt = queries.attempt_of(request.user, attempt_id)
        if attempt is None or not may(request.user, "quizzes.view_attempt", attempt):
            return Response({"code": "unknown_attempt", "message": ""}, status=status.HTTP_404_NOT_FOUND)
        now = timezone.now()
        left = max(0, round((attempt.due_at - now).total_seconds())) if attempt.due_at else None
        found = {"state": attempt.state, "now": now, "due_at": attempt.due_at, "seconds_left": left}
        return Response(AttemptOutput(found).data, headers={"Cache-Control": "no-store"})


class AnswerView(APIView):
    """Save one answer of an attempt."""

    parser_classes = [JSONParser]

    @extend_schema(
        operation_id="save_answer",
        request=AnswerInput,
        responses={
            200: AnswerOutput,
            400: OpenApiResponse(Problem, "The answer cannot be read."),
            404: OpenApiResponse(Problem, "Not your attempt, or not a question of it."),
            409: OpenApiResponse(Problem, "The key belongs to another answer."),
        },
    )
    def post(self, request, attempt_id):
        arrived_at = timezone.now()
        asked = request.data.get("language") if isinstance(request.data, dict) else None
        with translation.override(asked if asked in LANGUAGE_CODES else translation.get_language()):
            return self.answer(request, attempt_id, arrived_at)

    def answer(self, request, attempt_id, arrived_at):
        given = AnswerInput(data=request.data)
        given.is_valid(raise_exception=True)
        data = given.validated_data
        try:
            ack = save_answer(
                user=request.user,
                attempt_id=attempt_id,
                slot_key=data["slot"],
                raw=data["response"],
                client_key=data["key"],
                language=data["language"],
                check=data["check"],
                base=data.get("base"),
                seconds=data["seconds"],
                now=arrived_at,
            )
        except Refused as refused:
            code = {"unknown_question": status.HTTP_404_NOT_FOUND, "key_used": status.HTTP_409_CONFLICT}
            body = {"code": refused.code, "message": refused.message}
            return Response(body, status=code.get(refused.code, status.HTTP_400_BAD_REQUEST))
        body = {"slot": ack.slot_key, **ack._asdict(), "message": messages.notice(ack.notice)}
        del body["slot_key"]
        return Response(body)
