"""Who may do what with programmes."""

from skerry.accounts.rules import is_signed_in, register

register({"programmes.view_learning": is_signed_in})
