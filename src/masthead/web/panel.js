/* Waits for news of the preview: shows a page anew where it was being read, and what is wrong. */
"use strict";

(() => {
  const { digest } = document.currentScript.dataset;
  const KEPT = "masthead-place";
  const COUNTED = /^para-/;
  const HIDDEN = "masthead-hidden";
  const OPEN = "masthead-open";
  const panel = document.createElement("aside");
  let news = null;

  /* The blocks of the text that have an address. */
  const blocks = () => [...document.querySelectorAll("main [id]")];

  const topOf = (block) => block.getBoundingClientRect().top;

  /* The first block that begins in view, or the one that fills it: the ids in it and round it, each
     with how far it is from the top. Its number comes last, since that goes on to another block
     when one is put in before it. */
  const place = () => {
    const all = blocks();
    const begins = (block) => topOf(block) >= 0 && topOf(block) < innerHeight;
    const found = all.find(begins) || all.findLast((block) => topOf(block) < 0);
    if (!found || !scrollY) return null;
    const near = all.filter((block) => found.contains(block) || block.contains(found));
    const ids = near.map((block) => [block.id, topOf(block)]);
    ids.sort(([one], [other]) => COUNTED.test(one) - COUNTED.test(other));
    return { ids, address: location.pathname };
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
    history.scrollRestoration = "auto";
    if (!kept || kept.address !== location.pathname) return;
    const [id, top] = kept.ids.find(([id]) => document.getElementById(id)) || [];
    if (!id) return;
    scrollBy({ top: topOf(document.getElementById(id)) - top, behavior: "instant" });
  };

  const element = (name, text = "", kind = "") => {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = kind;
    return made;
  };

  const line = (problem) => {
    const made = element("li");
    const { where, severity, code, says } = problem;
    made.append(element("code", where), ` ${severity} ${code} ${says} `);
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
      sessionStorage.setItem(HIDDEN, said(state));
      panel.hidden = true;
    });
    return button;
  };

  const said = (state) => JSON.stringify([state.standing, state.page, state.project]);

  const whole = (state) => {
    const details = element("details");
    details.open = sessionStorage.getItem(OPEN) === "true";
    details.addEventListener("toggle", () => sessionStorage.setItem(OPEN, String(details.open)));
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
    panel.hidden = !parts.length || said(state) === sessionStorage.getItem(HIDDEN);
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
