import { Module } from '@nestjs/common';
import { ImportsModule } from '../imports/imports.module.ts';
import { DataAnswerService } from './data-answer.service.ts';
import { DataFormController } from './data-form.controller.ts';
import { DataFormService } from './data-form.service.ts';
import { DataRequestLinkService } from './data-request-link.service.ts';
import { DataRequestResolver } from './data-request.resolver.ts';
import { DataRequestService } from './data-request.service.ts';

@Module({
  imports: [ImportsModule],
  controllers: [DataFormController],
  providers: [DataRequestResolver, DataRequestService, DataRequestLinkService, DataAnswerService, DataFormService],
  exports: [DataRequestService, DataRequestLinkService, DataAnswerService, DataFormService],
})
export class DataRequestsModule {}
