/** Throughput and latencies of one measurement: milliseconds of every answer, and the seconds in which they came. */
export function figuresOf(samples, seconds, errors) {
  const sorted = Float64Array.from(samples).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return {
    count: samples.length,
    perSecond: samples.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    errors,
  };
}

/** Calls `work` with as many at once as there are connections until the time is over. */
export async function hammer({ connections, seconds, work }) {
  const samples = [];
  let errors = 0;
  let lastError;
  const startedAt = performance.now();
  const end = startedAt + seconds * 1000;
  const one = async (number) => {
    let turn = number;
    do {
      const begin = performance.now();
      try {
        await work(turn);
        samples.push(performance.now() - begin);
      } catch (error) {
        errors += 1;
        lastError = error;
      }
      turn += 1;
    } while (performance.now() < end);
  };
  await Promise.all(Array.from({ length: connections }, (_, number) => one(number)));
  if (lastError !== undefined) console.error(lastError);
  return figuresOf(samples, (performance.now() - startedAt) / 1000, errors);
}
