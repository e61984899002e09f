// The SQL of an answer and nothing else: recorded transactions through pg, as many at once as asked for.
import { answerQuestions } from './children.mjs';
import { hammer } from './figures.mjs';
import { openPool, replay } from './replay.mjs';

const pools = new Map();
const poolOf = (url) => {
  if (!pools.has(url)) pools.set(url, openPool(url));
  return pools.get(url);
};

answerQuestions(({ url, variants, connections, seconds }) =>
  hammer({ connections, seconds, work: (turn) => replay(poolOf(url), variants[turn % variants.length]) }),
);
