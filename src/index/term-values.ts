/** What stands beside a term in its sorted table: documents, then the extents of its postings and positions. */
export const TERM_VALUES = ["plain", "extent", "extent"] as const;
