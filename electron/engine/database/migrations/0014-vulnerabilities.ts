import type { Migration } from '../migrate.ts';
import { keepCounts, keepSearch, walks } from './0003-estate.ts';

/** What is installed where, what is known to be exploited, and which of both meet. */
export const vulnerabilities: Migration = {
  version: 14,
  name: 'vulnerabilities',
  up(raw) {
    raw.exec(software);
    raw.exec(softwareOfAssets);
    raw.exec(catalogue);
    raw.exec(keepSearch('vulnerability', ['cve', 'title'], ['vendor', 'product', 'description']));
    raw.exec(matching);
    raw.exec(findings);
    raw.exec(keepCounts('finding', ['state']));
    raw.exec(exposure);
    raw.exec(keepCounts('asset_exposure', ['ransomware']));
    raw.exec(walks('asset_exposure', ['organization_id', 'open', 'earliest_due', 'worst_cvss']));
    raw.exec(feeds);
    raw.exec('INSERT INTO match_work SELECT id FROM asset WHERE os_name IS NOT NULL;');
  },
};

/** A name and its versions are kept once, however many assets have them: matching looks at these, not at assets. */
const software = `
CREATE TABLE software_product (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  vendor TEXT NOT NULL COLLATE NOCASE,
  name TEXT NOT NULL COLLATE NOCASE,
  created_at INTEGER NOT NULL,
  UNIQUE (kind, vendor, name)
) STRICT;

-- What a product may be called elsewhere, in plain words.
CREATE TABLE software_key (
  key TEXT NOT NULL,
  product_id INTEGER NOT NULL REFERENCES software_product (id) ON DELETE CASCADE,
  PRIMARY KEY (key, product_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX software_key_product ON software_key (product_id);

CREATE TABLE software_build (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES software_product (id),
  version TEXT NOT NULL,
  UNIQUE (product_id, version)
) STRICT;

-- On how many assets of each organization (0 for any) a build is; kept by the triggers below.
CREATE TABLE software_use (
  build_id INTEGER NOT NULL REFERENCES software_build (id),
  organization_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (build_id, organization_id)
) STRICT, WITHOUT ROWID;
`;

const moveUse = (row: 'NEW' | 'OLD', by: string): string =>
  `INSERT INTO software_use VALUES (${row}.build_id, ${row}.organization_id, ${by}), (${row}.build_id, 0, ${by})
   ON CONFLICT DO UPDATE SET n = n + excluded.n;`;

/** Without a reference to the asset: one that was removed may come back, with all that was on it. */
const softwareOfAssets = `
CREATE TABLE asset_software (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  asset_id INTEGER NOT NULL,
  organization_id INTEGER NOT NULL,
  build_id INTEGER NOT NULL REFERENCES software_build (id),
  source TEXT NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX asset_software_asset ON asset_software (asset_id, build_id);
CREATE INDEX asset_software_build ON asset_software (build_id, asset_id);

CREATE TRIGGER asset_software_use_insert AFTER INSERT ON asset_software BEGIN ${moveUse('NEW', '1')} END;
CREATE TRIGGER asset_software_use_delete AFTER DELETE ON asset_software BEGIN ${moveUse('OLD', '-1')} END;
CREATE TRIGGER asset_software_use_update AFTER UPDATE OF organization_id, build_id ON asset_software BEGIN
  ${moveUse('OLD', '-1')} ${moveUse('NEW', '1')}
END;

CREATE TABLE removed_asset_software (
  id INTEGER PRIMARY KEY,
  asset_id INTEGER NOT NULL,
  organization_id INTEGER NOT NULL,
  build_id INTEGER NOT NULL,
  source TEXT NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX removed_asset_software_asset ON removed_asset_software (asset_id);

-- Assets whose findings are to be looked at again; emptied behind the changes, some at a time.
CREATE TABLE match_work (asset_id INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER asset_software_asset_insert AFTER INSERT ON asset BEGIN
  INSERT INTO asset_software SELECT id, asset_id, NEW.organization_id, build_id, source, seen_at
    FROM removed_asset_software WHERE asset_id = NEW.id;
  DELETE FROM removed_asset_software WHERE asset_id = NEW.id;
  INSERT OR IGNORE INTO match_work VALUES (NEW.id);
END;
CREATE TRIGGER asset_software_asset_delete AFTER DELETE ON asset BEGIN
  INSERT INTO removed_asset_software SELECT * FROM asset_software WHERE asset_id = OLD.id;
  DELETE FROM asset_software WHERE asset_id = OLD.id;
  INSERT OR IGNORE INTO match_work VALUES (OLD.id);
END;
CREATE TRIGGER asset_software_asset_update AFTER UPDATE OF os_name, os_version ON asset BEGIN
  INSERT OR IGNORE INTO match_work VALUES (NEW.id);
END;
`;

/** CISA's catalogue, with what NVD and EPSS say of the same CVE beside it. */
const catalogue = `
CREATE TABLE vulnerability (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  cve TEXT NOT NULL UNIQUE,
  vendor TEXT NOT NULL,
  product TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  required_action TEXT NOT NULL,
  date_added TEXT NOT NULL,
  due_date TEXT NOT NULL,
  ransomware TEXT NOT NULL,
  notes TEXT NOT NULL,
  -- JSON: ["CWE-59", …]
  cwes TEXT NOT NULL,
  -- Since when the catalogue has it no more.
  withdrawn_at INTEGER,
  nvd_status TEXT,
  severity TEXT,
  cvss REAL,
  cvss_vector TEXT,
  nvd_checked_at INTEGER,
  epss REAL,
  epss_percentile REAL,
  epss_checked_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX vulnerability_nvd ON vulnerability (nvd_checked_at, id);

CREATE TABLE vulnerability_key (
  key TEXT NOT NULL,
  vulnerability_id INTEGER NOT NULL REFERENCES vulnerability (id) ON DELETE CASCADE,
  PRIMARY KEY (key, vulnerability_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX vulnerability_key_vulnerability ON vulnerability_key (vulnerability_id);

-- Which versions NVD lists: from and to, each included or not; neither means all of them.
CREATE TABLE vulnerable_range (
  id INTEGER PRIMARY KEY,
  vulnerability_id INTEGER NOT NULL REFERENCES vulnerability (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  from_version TEXT,
  from_included INTEGER NOT NULL,
  to_version TEXT,
  to_included INTEGER NOT NULL
) STRICT;
CREATE INDEX vulnerable_range_vulnerability ON vulnerable_range (vulnerability_id);
CREATE INDEX vulnerable_range_key ON vulnerable_range (key, vulnerability_id);
`;

const matching = `
-- Said once by a person: this product is what the key names (same), or is something else (other).
CREATE TABLE product_rule (
  product_id INTEGER NOT NULL REFERENCES software_product (id),
  key TEXT NOT NULL,
  verdict TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (product_id, key)
) STRICT, WITHOUT ROWID;

-- Said of one version where no range is known: it is affected, or it is not.
CREATE TABLE build_rule (
  build_id INTEGER NOT NULL REFERENCES software_build (id),
  vulnerability_id INTEGER NOT NULL REFERENCES vulnerability (id),
  verdict TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (build_id, vulnerability_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE vulnerability_match (
  vulnerability_id INTEGER NOT NULL REFERENCES vulnerability (id),
  build_id INTEGER NOT NULL REFERENCES software_build (id),
  product_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  judgement TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (vulnerability_id, build_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX vulnerability_match_build ON vulnerability_match (build_id, state);
CREATE INDEX vulnerability_match_state ON vulnerability_match (state, vulnerability_id);

-- Vulnerabilities that are to be matched again.
CREATE TABLE vulnerability_work (vulnerability_id INTEGER PRIMARY KEY) STRICT;
`;

/** Counts what is open, for its organization and for all (0). */
const moveOpen = (row: 'NEW' | 'OLD', by: string): string =>
  `INSERT INTO vulnerability_count
     SELECT ${row}.vulnerability_id, o.x, ${by} FROM (SELECT ${row}.organization_id AS x UNION ALL SELECT 0) o
     WHERE ${row}.state = 'open'
     ON CONFLICT DO UPDATE SET open = open + excluded.open;`;

/** One row for an asset and a vulnerability, for ever: what was told once is not told again. */
const findings = `
CREATE TABLE finding (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL,
  asset_id INTEGER NOT NULL,
  vulnerability_id INTEGER NOT NULL REFERENCES vulnerability (id),
  cve TEXT NOT NULL,
  title TEXT NOT NULL,
  build_id INTEGER NOT NULL REFERENCES software_build (id),
  state TEXT NOT NULL,
  reason TEXT,
  until INTEGER,
  decided_by TEXT,
  decided_at INTEGER,
  ticket_id INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX finding_asset ON finding (asset_id, vulnerability_id);
CREATE INDEX finding_vulnerability ON finding (vulnerability_id, state, id);
CREATE INDEX finding_until ON finding (until) WHERE state = 'suppressed' AND until IS NOT NULL;

CREATE TRIGGER finding_organization AFTER UPDATE OF organization_id ON asset BEGIN
  UPDATE finding SET organization_id = NEW.organization_id WHERE asset_id = NEW.id;
  UPDATE asset_software SET organization_id = NEW.organization_id WHERE asset_id = NEW.id;
  INSERT OR IGNORE INTO match_work VALUES (NEW.id);
END;

CREATE TABLE vulnerability_count (
  vulnerability_id INTEGER NOT NULL REFERENCES vulnerability (id),
  organization_id INTEGER NOT NULL,
  open INTEGER NOT NULL,
  PRIMARY KEY (vulnerability_id, organization_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX vulnerability_count_open ON vulnerability_count (organization_id, open);
CREATE TRIGGER finding_open_insert AFTER INSERT ON finding BEGIN ${moveOpen('NEW', '1')} END;
CREATE TRIGGER finding_open_delete AFTER DELETE ON finding BEGIN ${moveOpen('OLD', '-1')} END;
CREATE TRIGGER finding_open_update AFTER UPDATE OF state, organization_id ON finding BEGIN
  ${moveOpen('OLD', '-1')} ${moveOpen('NEW', '1')}
END;
`;

/** What is open on each asset, for lists in its order. */
const exposure = `
CREATE TABLE asset_exposure (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL,
  open INTEGER NOT NULL,
  ransomware TEXT NOT NULL,
  earliest_due TEXT NOT NULL,
  worst_cvss REAL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
`;

const feeds = `
CREATE TABLE feed (
  name TEXT PRIMARY KEY,
  asked_at INTEGER,
  answered_at INTEGER,
  failure TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  etag TEXT,
  last_modified TEXT,
  version TEXT,
  released_at INTEGER,
  entries INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_release (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version TEXT NOT NULL,
  released_at INTEGER NOT NULL,
  taken_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  entries INTEGER NOT NULL,
  -- JSON: {"added": ["CVE-…"], "changed": [{"cve": "CVE-…", "fields": ["dueDate"]}], "removed": ["CVE-…"]}
  changes TEXT NOT NULL
) STRICT;
`;
