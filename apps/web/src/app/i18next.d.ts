import 'i18next';
import type app from './i18n/en.json';
import type charts from '../../../../libs/charts/src/i18n/en.json';
import type refusals from '@throughline/domain/refusals/en';
import type shared from '../shared/i18n/en.json';
import type words from '../shared/words/en.json';
import type actions from '../features/actions/i18n/en.json';
import type charters from '../features/charters/i18n/en.json';
import type cycles from '../features/cycles/i18n/en.json';
import type disclosure from '../features/disclosure/i18n/en.json';
import type disparity from '../features/disparity/i18n/en.json';
import type escalations from '../features/escalations/i18n/en.json';
import type imports from '../features/imports/i18n/en.json';
import type indicators from '../features/indicators/i18n/en.json';
import type audit from '../features/audit/i18n/en.json';
import type account from '../features/account/i18n/en.json';
import type inviteList from '../features/invite-list/i18n/en.json';
import type inbox from '../features/inbox/i18n/en.json';
import type itemLink from '../features/item-link/i18n/en.json';
import type join from '../features/join/i18n/en.json';
import type dataForm from '../features/data-form/i18n/en.json';
import type dataRequests from '../features/data-requests/i18n/en.json';
import type myWork from '../features/my-work/i18n/en.json';
import type notifications from '../features/notifications/i18n/en.json';
import type networks from '../features/networks/i18n/en.json';
import type partnership from '../features/partnership/i18n/en.json';
import type people from '../features/people/i18n/en.json';
import type places from '../features/places/i18n/en.json';
import type plans from '../features/plans/i18n/en.json';
import type exports from '../features/exports/i18n/en.json';
import type populations from '../features/populations/i18n/en.json';
import type practices from '../features/practices/i18n/en.json';
import type signIn from '../features/sign-in/i18n/en.json';
import type thread from '../features/thread/i18n/en.json';

/** The English texts are the shape of all: a key that is not in them does not compile, and a test holds Spanish to the same. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shared';
    resources: {
      app: typeof app;
      shared: typeof shared;
      words: typeof words;
      actions: typeof actions;
      charts: typeof charts;
      charters: typeof charters;
      cycles: typeof cycles;
      disclosure: typeof disclosure;
      disparity: typeof disparity;
      escalations: typeof escalations;
      imports: typeof imports;
      indicators: typeof indicators;
      audit: typeof audit;
      account: typeof account;
      'invite-list': typeof inviteList;
      inbox: typeof inbox;
      'item-link': typeof itemLink;
      join: typeof join;
      'data-form': typeof dataForm;
      'data-requests': typeof dataRequests;
      'my-work': typeof myWork;
      networks: typeof networks;
      notifications: typeof notifications;
      partnership: typeof partnership;
      people: typeof people;
      places: typeof places;
      plans: typeof plans;
      exports: typeof exports;
      populations: typeof populations;
      practices: typeof practices;
      refusals: typeof refusals;
      'sign-in': typeof signIn;
      thread: typeof thread;
    };
  }
}
