"""Two ways to answer the same: by keyboard alone, and by what a form does without a script."""

from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.journeys.steps import Words

MANY = 160
"""Presses of a key after which something counts as out of reach."""


class Hand:
    """Answers the question that is shown."""

    def __init__(self, page: Page, say: Words):
        self.page = page
        self.say = say

    @property
    def question(self) -> Locator:
        return self.page.locator("form#question")

    def option(self, label: str) -> Locator:
        return (
            self.question.locator("label.option").filter(has=self.page.get_by_text(label, exact=True)).locator("input")
        )

    def select(self, label: str) -> Locator:
        return self.question.get_by_label(label, exact=True)

    def cell(self, row: str, column: str) -> Locator:
        return self.question.get_by_role("radio", name=f"{row} {column}", exact=True)

    def submit(self, action: str) -> None:
        """Press one of the buttons under the question and wait for the page that follows."""
        with self.page.expect_navigation():
            self.press(self.question.locator(f"button[value={action}]"))

    def hand_in(self) -> None:
        with self.page.expect_navigation():
            self.press(self.page.get_by_role("button", name=self.say("Hand in")))

    def follow(self, link: Locator) -> None:
        with self.page.expect_navigation():
            self.press(link)


class PlainHand(Hand):
    """A pointer and the form's own controls."""

    def press(self, target: Locator) -> None:
        target.click()

    def tick(self, label: str) -> None:
        self.option(label).check()

    def tick_cell(self, row: str, column: str) -> None:
        self.cell(row, column).check()

    def choose(self, label: str, option: str) -> None:
        self.select(label).select_option(label=option)

    def put_in_order(self, labels: list[str]) -> None:
        for place, label in enumerate(labels, start=1):
            self.select(self.say("Position of %(item)s", item=label)).select_option(str(place))

    def write(self, text: str) -> None:
        self.question.locator("input[type=text], textarea").fill(text)

    def give_file(self, path: Path) -> None:
        self.question.locator("input[type=file]").set_input_files(path)


class KeyHand(Hand):
    """Tab, Space, Enter and the arrows."""

    def has_focus(self, target: Locator) -> bool:
        return target.evaluate("element => element === document.activeElement")

    def tab_to(self, target: Locator) -> None:
        for _press in range(MANY):
            if self.has_focus(target):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached by Tab")

    def press(self, target: Locator) -> None:
        self.tab_to(target)
        self.page.keyboard.press("Enter")

    def _tick(self, target: Locator) -> None:
        """Tab stops once at a group of radio buttons; the arrows move within it."""
        self.page.keyboard.press("Tab")
        if target.get_attribute("type") == "radio":
            name = target.get_attribute("name")
            for _press in range(MANY):
                if self.page.evaluate("name => document.activeElement.name === name", name):
                    break
                self.page.keyboard.press("Tab")
            for _press in range(MANY):
                if self.has_focus(target):
                    break
                self.page.keyboard.press("ArrowDown")
        self.tab_to(target)
        if not target.is_checked():
            self.page.keyboard.press("Space")
        assert target.is_checked()

    def tick(self, label: str) -> None:
        self._tick(self.option(label))

    def tick_cell(self, row: str, column: str) -> None:
        self._tick(self.cell(row, column))

    def choose(self, label: str, option: str) -> None:
        target = self.select(label)
        self.tab_to(target)
        for _press in range(MANY):
            if target.evaluate("element => element.selectedOptions[0].text") == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{option} cannot be reached by the arrows")

    def put_in_order(self, labels: list[str]) -> None:
        for place, label in enumerate(labels):
            for _press in range(len(labels)):
                if self.question.locator(".order-text").all_inner_texts().index(label) == place:
                    break
                up = self.question.get_by_role("button", name=f"{self.say('Move up')}: {label}", exact=True)
                self.press(up)
                assert self.has_focus(up), "the focus goes with what is moved"
        assert self.question.locator(".order-text").all_inner_texts() == labels

    def write(self, text: str) -> None:
        target = self.question.locator("input[type=text], textarea")
        self.tab_to(target)
        self.page.keyboard.type(text)

    def give_file(self, path: Path) -> None:
        self.tab_to(self.question.locator("input[type=file]"))
        with self.page.expect_file_chooser() as chosen:
            self.page.keyboard.press("Enter")
        chosen.value.set_files(path)
