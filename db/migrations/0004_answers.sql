CREATE TABLE `need_orders` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`kind` text NOT NULL,
	`ordered_by` text NOT NULL,
	`ordered_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `need_orders_event_id_kind_unique` ON `need_orders` (`event_id`,`kind`);--> statement-breakpoint
CREATE TABLE `need_readers` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`person_id` text NOT NULL,
	`named_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `need_readers_event_id_person_id_unique` ON `need_readers` (`event_id`,`person_id`);--> statement-breakpoint
CREATE TABLE `needs` (
	`id` text PRIMARY KEY NOT NULL,
	`invitation_id` text NOT NULL,
	`event_id` text NOT NULL,
	`sealed` blob NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `needs_invitation_id_unique` ON `needs` (`invitation_id`);--> statement-breakpoint
CREATE INDEX `needs_event_id_index` ON `needs` (`event_id`);--> statement-breakpoint
CREATE TABLE `reminders` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`number` integer NOT NULL,
	`sender_id` text NOT NULL,
	`state` text NOT NULL,
	`sent` integer NOT NULL,
	`started_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reminders_event_id_number_unique` ON `reminders` (`event_id`,`number`);--> statement-breakpoint
CREATE INDEX `reminders_state_index` ON `reminders` (`state`);--> statement-breakpoint
ALTER TABLE `invitations` ADD `position` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `waiting_since` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `offered_until` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `recorded_by` text;--> statement-breakpoint
CREATE INDEX `invitations_place_event_id_index` ON `invitations` (`place`,`event_id`);--> statement-breakpoint
CREATE INDEX `letters_state_queued_at_id_index` ON `letters` (`state`,`queued_at`,`id`);