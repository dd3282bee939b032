import type { PlaceKind } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { References, TenantEntity, TenantRow } from '../../../database/columns.ts';

export const labelSubjects = ['place', 'population'] as const;
export type LabelSubject = (typeof labelSubjects)[number];

export const labelStandings = ['asked', 'added', 'found', 'left_out'] as const;
/** What becomes of a label's numbers: a person is asked first, they come with a new place or group, go to one of ours, or stay out. */
export type LabelStanding = (typeof labelStandings)[number];

export const labelFinders = ['person', 'code', 'name'] as const;
/** By what a label is one of ours: a person said so, or its code or name does. */
export type LabelFinder = (typeof labelFinders)[number];

export const labelDoubts = ['zeros', 'ending', 'kind', 'name', 'several', 'within', 'retired', 'dimension'] as const;
/** Why a person is asked: see `PlaceDoubt`; or it is not clear what a group is a group of. */
export type LabelDoubt = (typeof labelDoubts)[number];

/** A place or population as a checked file names it, and where its numbers would go. */
@TenantEntity('import_label')
@References('import', 'importId')
@References('place', 'placeId')
@References('population', 'populationId')
@Index(['partnershipId', 'importId', 'subject'])
export class ImportLabel extends TenantRow {
  @Column('uuid') importId!: string;
  @Column('text') subject!: LabelSubject;
  @Column('text') label!: string;
  @Column('text', { nullable: true }) code!: string | null;
  @Column('text', { nullable: true }) kind!: PlaceKind | null;
  @Column('text', { nullable: true }) parentLabel!: string | null;
  @Column('text', { nullable: true }) parentCode!: string | null;
  @Column('int') rows!: number;
  @Column('int') firstLine!: number;
  @Column('text') standing!: LabelStanding;
  @Column('text', { nullable: true }) finder!: LabelFinder | null;
  @Column('text', { nullable: true }) doubt!: LabelDoubt | null;
  @Column('uuid', { nullable: true }) placeId!: string | null;
  @Column('uuid', { nullable: true }) populationId!: string | null;
  /** The version of that place or population when the file was checked. */
  @Column('int', { nullable: true }) targetVersion!: number | null;
  /** The one of ours that it may be. */
  @Column('uuid', { nullable: true }) likelyId!: string | null;
  /** Of a group that is added: what it is a group of; null for everybody. */
  @Column('text', { nullable: true }) dimension!: string | null;
}
