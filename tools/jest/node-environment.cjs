// Node environment that fails a test when pg warns about two queries at once on one client
// (a `Promise.all` inside a unit of work): the second one waits today and is an error in pg 9.
// It has to be an environment: Node emits the warning on the real process, which tests never see.
const { TestEnvironment } = require('jest-environment-node');

const parallelQuery = /already executing a query/;

class NodeEnvironment extends TestEnvironment {
  #warnings = [];
  #onWarning = (warning) => {
    if (parallelQuery.test(warning.message)) this.#warnings.push(warning);
  };

  async setup() {
    await super.setup();
    process.on('warning', this.#onWarning);
  }

  async teardown() {
    process.off('warning', this.#onWarning);
    await super.teardown();
  }

  async handleTestEvent(event, state) {
    if (event.name !== 'test_done' && event.name !== 'run_finish') return;
    // warnings are emitted on the next tick: let a warning of the very last statement arrive
    await new Promise((resolve) => setImmediate(resolve));
    const errors = this.#warnings.splice(0);
    if (event.name === 'test_done') event.test.errors.push(...errors);
    else state.unhandledErrors.push(...errors);
  }
}

module.exports = NodeEnvironment;
