CREATE TABLE `co_organisers` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`organiser_id` text NOT NULL,
	`named_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organiser_id`) REFERENCES `organisers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `co_organisers_event_id_organiser_id_unique` ON `co_organisers` (`event_id`,`organiser_id`);--> statement-breakpoint
CREATE INDEX `co_organisers_organiser_id_index` ON `co_organisers` (`organiser_id`);--> statement-breakpoint
CREATE TABLE `handovers` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`from_person_id` text,
	`to_person_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `handovers_event_id_at_index` ON `handovers` (`event_id`,`at`);