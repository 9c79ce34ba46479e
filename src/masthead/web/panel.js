/* Waits for news of the preview: shows a page anew where it was being read, and what is wrong. */
"use strict";

(() => {
  const { digest } = document.currentScript.dataset;
  const KEPT = "masthead-place";
  const COUNTED = /^para-/;
  const panel = document.createElement("aside");
  let hidden = "";
  let news = null;

  /* The blocks of the text that have an address. */
  const blocks = () => [...document.querySelectorAll("main [id]")];

  /* The first block in view: its ids, since a number goes on to another block when one is put in
     before it, and how far it is from the top. */
  const place = () => {
    const found = blocks().find((block) => block.getBoundingClientRect().bottom > 1);
    if (!found || !scrollY) return null;
    const near = [found, ...found.querySelectorAll("[id]"), ...blocks().filter((b) => b.contains(found))];
    const ids = near.map((block) => block.id);
    ids.sort((one, other) => COUNTED.test(one) - COUNTED.test(other));
    return { ids: [...new Set(ids)], top: found.getBoundingClientRect().top, address: location.pathname };
  };

  const showAgain = () => {
    const kept = place();
    if (kept) sessionStorage.setItem(KEPT, JSON.stringify(kept));
    history.scrollRestoration = kept ? "manual" : "auto";
    location.reload();
  };

  const goBack = () => {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
    sessionStorage.removeItem(KEPT);
    if (!kept || kept.address !== location.pathname) return;
    const there = kept.ids.map((id) => document.getElementById(id)).find(Boolean);
    if (there) scrollBy({ top: there.getBoundingClientRect().top - kept.top, behavior: "instant" });
  };

  const element = (name, text = "", kind = "") => {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = kind;
    return made;
  };

  const line = (problem) => {
    const made = element("li");
    made.append(element("code", problem.where), ` ${problem.severity} ${problem.code} ${problem.says} `);
    if (problem.hint) made.append(element("span", `(${problem.hint})`, "hint"));
    return made;
  };

  const list = (problems) => {
    const made = element("ul");
    made.append(...problems.map(line));
    return made;
  };

  const hide = (state) => {
    const button = element("button", state.hide);
    button.type = "button";
    button.addEventListener("click", () => {
      hidden = said(state);
      panel.hidden = true;
    });
    return button;
  };

  const said = (state) => JSON.stringify([state.standing, state.page, state.project]);

  const whole = (state) => {
    const details = element("details");
    details.open = panel.querySelector("details")?.open || false;
    details.append(element("summary", state.summary), list(state.project));
    return details;
  };

  const show = (state) => {
    const parts = [];
    if (state.standing) parts.push(element("p", state.standing), list(state.page));
    if (state.project.length) parts.push(whole(state));
    else if (state.standing && state.summary) parts.push(element("p", state.summary));
    panel.lang = state.language;
    panel.setAttribute("aria-label", state.panel);
    panel.className = state.standing ? "error" : "";
    panel.hidden = !parts.length || said(state) === hidden;
    panel.replaceChildren(hide(state), ...parts);
  };

  const look = async () => {
    const asked = new URLSearchParams({ page: decodeURIComponent(location.pathname) });
    const answer = await fetch(`/_preview/state?${asked}`);
    if (!answer.ok) return;
    const state = await answer.json();
    if (state.digest === digest) show(state);
    else showAgain();
  };

  /* A browser keeps few lines to one server: a page that nobody sees holds none. */
  const listen = () => {
    news?.close();
    news = document.hidden ? null : new EventSource("/_preview/news");
    news?.addEventListener("message", () => look().catch(() => {}));
  };

  panel.id = "_preview";
  panel.hidden = true;
  panel.dir = "ltr";
  panel.setAttribute("role", "status");
  document.body.append(panel);
  goBack();
  document.addEventListener("visibilitychange", listen);
  listen();
})();
