// Loaded into a process of the product before its own code (node --import): tells the bench every statement that goes to
// PostgreSQL, so that the bare SQL is what the product runs and not a copy of it.
import { watchStatements } from './record-statements.mjs';

watchStatements((message) => process.send?.(message));
