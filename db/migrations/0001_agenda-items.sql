ALTER TABLE `agenda_items` ADD `association_id` text;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `place` text NOT NULL;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `state` text NOT NULL;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `pinned` text;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `within` text;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `capacity` integer;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `closed` integer NOT NULL;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `proposal_id` text;