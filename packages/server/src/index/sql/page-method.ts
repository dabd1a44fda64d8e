/**
 * How a database comes to a page: as it plans itself; by gathering all rows that meet the conditions and sorting them,
 * where they are few; or by walking the rows in the order that is asked for, and testing each, where many meet them.
 */
export type PageMethod = 'planned' | 'gathered' | 'walked';
