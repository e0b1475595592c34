// Menus close by Escape, by a press elsewhere, and when the focus goes elsewhere.

/** `menu` is a `details` element whose first child is its `summary`. */
export function foldsAway(menu) {
  const foldUnlessWithin = ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  };
  menu.addEventListener("toggle", () => {
    if (menu.open) document.addEventListener("pointerdown", foldUnlessWithin);
    else document.removeEventListener("pointerdown", foldUnlessWithin);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.firstElementChild.focus();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false;
  });
  return menu;
}
