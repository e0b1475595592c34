// Who presses twice wishes once.

/** `act`, which does nothing as long as the one before is under way. */
export function once(act) {
  let isUnderWay = false;
  return async (...wish) => {
    if (isUnderWay) return undefined;
    isUnderWay = true;
    try {
      return await act(...wish);
    } finally {
      isUnderWay = false;
    }
  };
}
