import { Module } from '@nestjs/common';
import { ThreadResolver } from './thread.resolver.ts';
import { ThreadService } from './thread.service.ts';

@Module({ providers: [ThreadResolver, ThreadService], exports: [ThreadService] })
export class ThreadsModule {}
