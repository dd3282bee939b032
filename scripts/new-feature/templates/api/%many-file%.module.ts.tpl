import { Module } from '@nestjs/common';
import { %One%Resolver } from './%one-file%.resolver.ts';
import { %One%Service } from './%one-file%.service.ts';

@Module({ providers: [%One%Resolver, %One%Service], exports: [%One%Service] })
export class %Many%Module {}
