// Fails the test that sends two queries at once on one client (a `Promise.all` inside a unit of work):
// pg 8 lets the second one wait and says so once per process; pg 9 will refuse it.
const util = require('node:util');

const { deprecate } = util;
const seen = [];

util.deprecate = (call, message, ...rest) =>
  /already executing a query/.test(message)
    ? () => seen.push(new Error(message))
    : deprecate(call, message, ...rest);

const failIfSeen = () => {
  const [first] = seen.splice(0);
  if (first !== undefined) throw first;
};
afterEach(failIfSeen);
afterAll(() => {
  util.deprecate = deprecate; // the module is shared with the next test file of this worker
  failIfSeen();
});
