// Health of the process in this container, api or worker alike: it answers on the port of its figures.
const url = `http://127.0.0.1:${process.env.BERGFRIED_METRICS_PORT ?? '9464'}/health/ready`;
try {
  const { ok } = await fetch(url, { signal: AbortSignal.timeout(4000) });
  process.exit(ok ? 0 : 1);
} catch {
  process.exit(1);
}
