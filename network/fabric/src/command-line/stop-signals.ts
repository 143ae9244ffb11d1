/** Aborts on the first SIGTERM or SIGINT; a second one ends the program at once, as without us. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  process.once('SIGTERM', abort);
  process.once('SIGINT', abort);
  return controller.signal;
}
