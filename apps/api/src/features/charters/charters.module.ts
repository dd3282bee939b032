import { Module } from '@nestjs/common';
import { CharterResolver } from './charter.resolver.ts';
import { CharterService } from './charter.service.ts';

@Module({ providers: [CharterResolver, CharterService], exports: [CharterService] })
export class ChartersModule {}
