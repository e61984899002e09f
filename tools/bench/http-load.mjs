// The load driver, a process of its own: autocannon, with every answer's time kept (its histogram counts whole milliseconds).
import autocannon from 'autocannon';
import { answerQuestions } from './children.mjs';
import { figuresOf } from './figures.mjs';

/** A machine so busy that nothing was answered in time measures once more, and then says so. */
const mostTries = 10;

answerQuestions(async (question) => {
  for (let tries = 1; ; tries += 1) {
    const figures = await load(question);
    if (figures.count > 0 || figures.errors > 0 || tries === mostTries) return figures;
  }
});

function load({ url, requests, connections, seconds }) {
  return new Promise((resolve, reject) => {
    const samples = [];
    let failed = 0;
    let next = 0;
    const run = autocannon(
      {
        url,
        connections,
        duration: seconds,
        timeout: 20,
        requests,
        // each connection begins with another request, so that not all ask for the same at once
        setupClient: (client) => {
          const from = next++ % requests.length;
          client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
        },
      },
      (error, { duration, errors } = {}) => {
        if (error) reject(error);
        else resolve(figuresOf(samples, duration, errors + failed));
      },
    );
    run.on('response', (_client, status, _bytes, milliseconds) => {
      if (status >= 200 && status < 300) samples.push(milliseconds);
      else failed += 1;
    });
  });
}
