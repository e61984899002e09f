export { PhysicalBackup, type BackupEnd } from './base-backup.js';
export { makeProductFolder } from './cluster-place.js';
export {
  clusterFolder,
  clusterToFill,
  hasCluster,
  superuserPasswordFile,
  type ClusterToFill,
} from './cluster-to-fill.js';
export {
  EmbeddedPostgresError,
  explainSystemError,
  systemErrorCode,
  type EmbeddedPostgresErrorCode,
} from './errors.js';
export { findHolder, isLock, lockFolder, type FolderLock, type LockHolder } from './folder-lock.js';
export { whyNotListen } from './ports.js';
export { isAlive, identify, type ProcessIdentity } from './processes.js';
export {
  findEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './start.js';
