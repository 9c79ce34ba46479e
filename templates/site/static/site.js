/* What a page can do beyond plain links: keep the place when the language changes, keep the columns
   that were chosen, and cite a paragraph. */
"use strict";

(() => {
  const boxes = [...document.querySelectorAll(".columns input")];

  /* The place that the address names, and the column of it where languages stand side by side. */
  const place = () => {
    const named = decodeURIComponent(location.hash.slice(1));
    const there = document.getElementById(named);
    const language = there?.closest(".cell")?.lang || "";
    return { there, language, block: language ? named.slice(language.length + 1) : named };
  };

  const keepPlace = () => {
    const { block } = place();
    for (const link of document.querySelectorAll("a[data-keep-fragment]")) {
      link.hash = block && link.dataset.keepFragment + block;
      if (boxes.length && link.dataset.keepFragment) link.search = location.search;
    }
  };

  const cite = () => {
    const box = document.getElementById("_cite");
    if (!box) return;
    const { there, block } = place();
    const number = /^para-(\d+(?:-[a-z]+)?)$/.exec(block);
    box.hidden = !number || !there;
    if (box.hidden) return;
    const words = box.dataset.citation
      .replace("{symbol}", box.dataset.symbol)
      .replace("{number}", number[1].replace("-", " "));
    box.querySelector("output").value = (box.dataset.cited || "{citation}. {address}")
      .replace("{citation}", words)
      .replace("{address}", location.href);
  };

  const copy = async (event) => {
    const button = event.currentTarget;
    await navigator.clipboard.writeText(button.parentElement.querySelector("output").value);
    button.textContent = button.dataset.done;
  };

  const showAsked = () => {
    const asked = new URLSearchParams(location.search).get("columns");
    for (const box of asked ? boxes : []) box.checked = asked.split(",").includes(box.value);
  };

  /* The box of a column says what is seen: an address has its column shown. */
  const showPlace = () => {
    for (const box of boxes) box.checked ||= box.value === place().language;
  };

  const choose = (event) => {
    const { language, block } = place();
    const shown = boxes.filter((box) => box.checked).map((box) => box.value);
    history.replaceState(null, "", `?columns=${shown.join(",")}${location.hash}`);
    if (language === event.target.value && shown.length) location.replace(`#${shown[0]}-${block}`);
    follow();
  };

  const follow = () => {
    showPlace();
    keepPlace();
    cite();
  };

  const button = document.querySelector("#_cite button");
  if (button) {
    button.hidden = !navigator.clipboard;
    button.dataset.copy = button.textContent;
    button.addEventListener("click", copy);
    window.addEventListener("hashchange", () => {
      button.textContent = button.dataset.copy;
    });
  }
  for (const box of boxes) box.addEventListener("change", choose);
  window.addEventListener("hashchange", follow);
  showAsked();
  follow();
})();
