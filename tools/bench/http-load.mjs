// The load driver, a process of its own: autocannon, with every answer's time kept (its histogram counts whole milliseconds).
import autocannon from 'autocannon';
import { answerQuestions } from './children.mjs';
import { figuresOf } from './figures.mjs';

answerQuestions(
  ({ url, requests, connections, seconds }) =>
    new Promise((resolve, reject) => {
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
    }),
);
