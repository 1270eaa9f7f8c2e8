"""The answer protocol for machines: the same service as the form."""

from django.conf import settings
from django.utils import translation
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import JSONParser
from rest_framework.response import Response
from rest_framework.views import APIView

from courses.quizzes.services import Refused, save_answer

CONFLICTS = {"attempt_closed", "question_closed", "key_used"}


class AnswerInput(serializers.Serializer):
    """An answer: which question, what was chosen, and the key that makes a retry harmless."""

    slot = serializers.UUIDField(help_text="The slot of the question in the attempt.")
    key = serializers.UUIDField(help_text="Made by the client, once for each change of the answer.")
    response = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(allow_blank=True, trim_whitespace=False)),
        help_text="The names and values of the question's form fields.",
    )
    language = serializers.ChoiceField(choices=[code for code, _name in settings.LANGUAGES])
    check = serializers.BooleanField(default=False, help_text="Mark the answer now, where the quiz answers at once.")


class AnswerOutput(serializers.Serializer):
    """The acknowledgement."""

    slot = serializers.UUIDField(source="slot_key")
    saved_at = serializers.DateTimeField()
    state = serializers.CharField()
    closed = serializers.BooleanField()
    duplicate = serializers.BooleanField()


class Problem(serializers.Serializer):
    """Why the answer was not taken."""

    code = serializers.CharField()
    message = serializers.CharField()


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
            409: OpenApiResponse(Problem, "The attempt or the question is closed, or the key belongs to another."),
        },
    )
    def post(self, request, attempt_id):
        asked = request.data.get("language") if isinstance(request.data, dict) else None
        with translation.override(asked if asked in dict(settings.LANGUAGES) else translation.get_language()):
            return self.answer(request, attempt_id)

    def answer(self, request, attempt_id):
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
            )
        except Refused as refused:
            code = status.HTTP_409_CONFLICT if refused.code in CONFLICTS else status.HTTP_400_BAD_REQUEST
            if refused.code == "unknown_question":
                code = status.HTTP_404_NOT_FOUND
            return Response({"code": refused.code, "message": refused.message}, status=code)
        return Response(AnswerOutput(ack).data)
