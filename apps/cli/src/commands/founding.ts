import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { DatabaseUrls } from '../database/accounts.js';
