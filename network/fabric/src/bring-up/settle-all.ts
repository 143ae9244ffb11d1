/**
 * Waits for all; the first failure is thrown only when the others have ended too, so that nothing goes on in the
 * background.
 */
export async function settleAll(work: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
