CREATE TABLE `open_registrations` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`code` text NOT NULL,
	`open` integer NOT NULL,
	`closes_at` integer,
	`most_people` integer NOT NULL,
	`sending_id` text NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sending_id`) REFERENCES `sendings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `open_registrations_event_id_unique` ON `open_registrations` (`event_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `open_registrations_code_unique` ON `open_registrations` (`code`);--> statement-breakpoint
CREATE TABLE `registration_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`name` text NOT NULL,
	`association` text,
	`email` text NOT NULL,
	`people` integer NOT NULL,
	`language` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`invitation_id` text,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `registration_requests_email_created_at_index` ON `registration_requests` (`email`,`created_at`);--> statement-breakpoint
CREATE INDEX `registration_requests_expires_at_index` ON `registration_requests` (`expires_at`);