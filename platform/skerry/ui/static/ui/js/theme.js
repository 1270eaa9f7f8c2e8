/* Before the page is painted: the light or dark that this reader chose. After it: the buttons for it, the language
   that was chosen, and menus that close by themselves. Everything works without this file except the buttons, which
   are not shown then. */
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      var theme = localStorage.getItem("theme");
      return theme === "light" || theme === "dark" ? theme : "";
    } catch (error) {
      return "";
    }
  }

  function keep(theme) {
    try {
      if (theme) localStorage.setItem("theme", theme);
      else localStorage.removeItem("theme");
    } catch (error) {
      /* A browser that keeps nothing still shows it until the next page. */
    }
  }

  function show(theme) {
    if (theme) root.setAttribute("data-theme", theme);
    else root.removeAttribute("data-theme");
    document.querySelectorAll("[data-theme-choice]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-theme-choice") === theme));
    });
    document.querySelectorAll("[data-theme-switch]").forEach(function (button) {
      button.setAttribute("aria-pressed", String((theme || (dark.matches ? "dark" : "light")) === "dark"));
    });
  }

  root.classList.add("js");
  show(chosen());
  document.addEventListener("DOMContentLoaded", function () {
    show(chosen());
  });
  dark.addEventListener("change", function () {
    show(chosen());
  });

  document.addEventListener("click", function (event) {
    var target = event.target instanceof Element ? event.target : null;
    if (!target) return;

    var choice = target.closest("[data-theme-choice]");
    var toggle = target.closest("[data-theme-switch]");
    if (choice || toggle) {
      var theme = choice
        ? choice.getAttribute("data-theme-choice")
        : toggle.getAttribute("aria-pressed") === "true" ? "light" : "dark";
      keep(theme);
      show(theme);
    }

    var language = target.closest("[data-language]");
    if (language) {
      document.cookie = "language=" + encodeURIComponent(language.getAttribute("data-language")) +
        ";path=/;max-age=31536000;samesite=lax" + (location.protocol === "https:" ? ";secure" : "");
    }

    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (!menu.contains(target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      var inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    });
  });
})();
