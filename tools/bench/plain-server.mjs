// What any Node server could reach: node:http, the same SQL, the rows as JSON. No session, no rights beyond the SQL's.
import { createServer } from 'node:http';
import { answerQuestions } from './children.mjs';
import { openPool, replay } from './replay.mjs';

let pool;
let variants = [];

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    answer(Number(request.url.slice(1)), Buffer.concat(chunks)).then(
      (body) => response.setHeader('content-type', 'application/json; charset=utf-8').end(body),
      (error) => {
        console.error(error);
        response.writeHead(500).end();
      },
    );
  });
});

async function answer(number, body) {
  if (body.length > 0) JSON.parse(body.toString('utf8'));
  const { messages, made } = variants[number];
  const rows = await replay(pool, { messages, made });
  // what opens and closes the transaction is no part of the answer
  const statements = messages.flat();
  return JSON.stringify(
    rows.filter((_, index) => !/^\s*(begin|commit)|open_scope/i.test(statements[index].text)),
  );
}

answerQuestions(async (question) => {
  if (question.url !== undefined) pool = openPool(question.url);
  variants = question.variants ?? variants;
  if (!server.listening) await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
});
