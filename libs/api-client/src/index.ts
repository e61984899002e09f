export * from './gen/index.js';
export * from './gen/valibot.gen.js';
export * from './gen/@tanstack/react-query.gen.js';
export { client } from './gen/client.gen.js';
