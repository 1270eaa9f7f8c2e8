"""People on Wagtail's desk: for administrators, with the fields that our people have."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import CreateView, DeleteView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from skerry.accounts.models import Grant, Scope
from skerry.accounts.services import grant_role, revoke_role


class OurFields:
    """One name, in any script. Groups follow from grants, so nobody ticks them here."""

    first_name = None
    last_name = None


class PersonCreationForm(OurFields, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = ("email", "name", "language", "country", "time_zone")


class PersonEditForm(OurFields, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = ("email", "name", "language", "country", "time_zone", "is_active")


class UserViewSet(WagtailUserViewSet):
    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm


class GrantForm(WagtailAdminModelForm):
    """A role for a person, within a scope."""

    class Meta:
        model = Grant
        fields = ("user", "role", "scope_kind", "scope_id")


class GrantCreateView(CreateView):
    def save_instance(self):
        """Give the role through the service, which also puts the person into the groups of Wagtail."""
        given = self.form.cleaned_data
        scope = Scope(given["scope_kind"], given["scope_id"])
        return grant_role(user=given["user"], role=given["role"], scope=scope, by=self.request.user)


class GrantDeleteView(DeleteView):
    def delete_action(self):
        revoke_role(user=self.object.user, role=self.object.role, scope=self.object.scope)


class GrantViewSet(ModelViewSet):
    """Who holds which role where. For administrators: nobody else has the permission."""

    model = Grant
    icon = "group"
    menu_label = _("Roles")
    menu_order = 650
    add_to_settings_menu = True
    list_display = ["user", "role", "scope_kind", "scope_id", "created_at"]
    list_filter = ["role"]
    edit_view_enabled = False
    copy_view_enabled = False
    add_view_class = GrantCreateView
    delete_view_class = GrantDeleteView

    def get_form_class(self, for_update=False):
        return GrantForm
