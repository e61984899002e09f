import { Param, type PipeTransform } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { notFound } from '../problems/problem.js';

class RowIdPipe implements PipeTransform<string, string> {
  /** An id that cannot exist is answered like one that does not: 404. */
  transform(value: string): string {
    if (!isUuid(value)) throw notFound();
    return value.toLowerCase();
  }
}

/** Path parameter that names one row. */
export const RowId = (name = 'id'): ParameterDecorator => Param(name, new RowIdPipe());
