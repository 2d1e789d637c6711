// What a person cannot reach because it stands beyond the edge of a narrow panel. The page itself does not scroll sideways, so its width tells nothing.

/** Returns the buttons, links and fields that reach beyond the frame's sides, but for those in a part that scrolls sideways. */
export const cutOff = (frame) => frame.evaluate(() => {
  const scrollsSideways = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth;
  const isInScroller = (element) => {
    for (let outer = element.parentElement; outer; outer = outer.parentElement) if (scrollsSideways(outer)) return true;
    return false;
  };
  return [...document.querySelectorAll('button, a[href], input, select, textarea')]
    .filter((element) => element.checkVisibility())
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (left < -0.5 || right > window.innerWidth + 0.5) && !isInScroller(element);
    })
    .map((element) => element.outerHTML.slice(0, 120));
});
