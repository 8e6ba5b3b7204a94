"""ESP, the External Service Protocol: requests, answers, and the methods that servers offer.

In: a `Request` and a read-only `World`. Out: an `Outcome`; `sim` applies its effects. The shelf of
methods is listed here by the name that `esp(...)` takes.
"""

from engine.esp.method import Method
from engine.shelf.listed import Shelf

METHODS: Shelf[Method] = Shelf(
    "engine.esp.services",
    {
        "ChatService.InviteToChat": ".chat_service.invite_to_chat:INVITE_TO_CHAT",
        "ChatService.ValidateContact": ".chat_service.validate_contact:VALIDATE_CONTACT",
        "Chat.Message": ".chat.message:MESSAGE",
        "Chat.Notice": ".chat.notice:NOTICE",
        "Contact.Identify": ".contact.identify:IDENTIFY",
        "Contact.findOrCreate": ".contact.find_or_create:FIND_OR_CREATE",
        "Contact.Update": ".contact.update:UPDATE",
        "OMFieldCodes.RenderFieldCodes": ".om_field_codes.render_field_codes:RENDER_FIELD_CODES",
        "OMFieldCodes.RenderMessageContent":
            ".om_field_codes.render_message_content:RENDER_MESSAGE_CONTENT",
        "OMFieldCodes.ValidateFieldCodes":
            ".om_field_codes.validate_field_codes:VALIDATE_FIELD_CODES",
        "OMInteractions.StopInteraction": ".om_interactions.stop_interaction:STOP_INTERACTION",
        "OMInteractions.CreateInteraction":
            ".om_interactions.create_interaction:CREATE_INTERACTION",
        "OMInteractions.UpdateInteraction":
            ".om_interactions.update_interaction:UPDATE_INTERACTION",
        "InteractionServer.SubmitNewInteraction":
            ".interaction_server.submit_new_interaction:SUBMIT_NEW_INTERACTION",
        "Email.Acknowledgement": ".email.acknowledgement:ACKNOWLEDGEMENT",
        "Email.Autoresponse": ".email.autoresponse:AUTORESPONSE",
        "Email.CreateNotification": ".email.create_notification:CREATE_NOTIFICATION",
        "Email.Forward": ".email.forward:FORWARD",
        "Email.Redirect": ".email.redirect:REDIRECT",
        "Email.ReplyFromExternalResource":
            ".email.reply_from_external_resource:REPLY_FROM_EXTERNAL_RESOURCE",
        "Email.CreateEmailOut": ".email.create_email_out:CREATE_EMAIL_OUT",
        "Email.Send": ".email.send:SEND",
        "Email.ChatTranscript": ".email.chat_transcript:CHAT_TRANSCRIPT",
        "Sms.Create": ".sms.create:CREATE",
        "Sms.Send": ".sms.send:SEND",
        "Classification.Classify": ".classification.classify:CLASSIFY",
        "Classification.Screen": ".classification.screen:SCREEN",
        "Classification.MultiScreen": ".classification.multi_screen:MULTI_SCREEN",
    },
)  # fmt: skip

__all__ = ["METHODS", "Method"]
