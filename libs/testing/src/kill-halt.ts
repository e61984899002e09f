const halt = { at: '', goOn: (): void => undefined };

/** Lets this process be halted by the one that forked it (kill-fork.ts): it waits at a place that { pauseAt } names until { go }. */
export function obeyHalts(): void {
  process.on('message', ({ pauseAt }: { pauseAt?: string }) => {
    if (pauseAt === undefined) halt.goOn();
    else halt.at = pauseAt;
  });
}

/** Waits here, once, if that was asked for. */
export async function reach(place: string): Promise<void> {
  if (place !== halt.at) return;
  halt.at = '';
  const going = new Promise<void>((resolve) => (halt.goOn = resolve));
  process.send?.({ reached: place });
  await going;
}
