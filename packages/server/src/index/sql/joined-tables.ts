import { depthOf, type Level, levels } from '../../model/level.ts';
import { levelTables } from './level-tables.ts';
import { identifier, join, type Sql, sql } from './sql.ts';

/** The table of a level joined with those above it up to `top`. */
export function tablesFrom(level: Level, top: Level): Sql {
  const above = levels.slice(depthOf(top), depthOf(level)).reverse();
  const joins = above.map((ancestor) => {
    const table = levelTables[ancestor];
    const child = levelTables[levels[depthOf(ancestor) + 1] ?? level];
    return sql` JOIN ${identifier(table)} ON ${identifier(`${table}.id`)} = ${identifier(`${child}.parent_id`)}`;
  });
  return sql`${identifier(levelTables[level])}${join(joins, '')}`;
}
