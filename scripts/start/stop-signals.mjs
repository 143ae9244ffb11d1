/**
 * Turns Ctrl-C, a closed terminal and `kill` into one wish to stop. A second signal changes nothing: stopping is already
 * bounded in time.
 * @returns an AbortSignal, and a promise that resolves with the signal's name
 */
export const listenForStop = () => {
  const controller = new AbortController();
  const requested = new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(name, () => {
        controller.abort();
        resolve(name);
      });
    }
  });
  return { signal: controller.signal, requested };
};
